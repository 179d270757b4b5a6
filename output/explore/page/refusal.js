/** A Refusal is an answer that says what is wrong with the question. */
export class Refusal extends Error {
  constructor(status, body) {
    super((body.problems || []).map((p) => p.text).join("\n") || `status ${status}`);
    this.status = status;
    this.body = body;
    this.problems = body.problems || [{ path: "", text: this.message }];
  }
}
