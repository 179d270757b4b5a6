// What was set before, for undo and redo.

/** A Past remembers states as text; equal ones in a row count once. */
export class Past {
  constructor(now) {
    this.behind = [];
    this.now = now;
    this.ahead = [];
  }
  /** A new state; what was undone before it is forgotten. */
  step(next) {
    if (next === this.now) return;
    this.behind.push(this.now);
    if (this.behind.length > 200) this.behind.shift();
    this.now = next;
    this.ahead = [];
  }
  /** @returns the state before, or null. */
  undo() {
    if (!this.behind.length) return null;
    this.ahead.push(this.now);
    this.now = this.behind.pop();
    return this.now;
  }
  /** @returns the state that was undone, or null. */
  redo() {
    if (!this.ahead.length) return null;
    this.behind.push(this.now);
    this.now = this.ahead.pop();
    return this.now;
  }
}
