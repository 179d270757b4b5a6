// The address carries the setting: a state is written to the part of the
// address after #, which no server sees, and read back from it.
//
// A state is {changes: {path: value}, theories, issue, pin}; pin is null or the
// changes of the setting that is compared with.

const pairs = (changes) => Object.keys(changes).sort().map((path) => `${path}=${changes[path]}`);

/** @returns the overrides path=value of changes, in a fixed order. */
export const overrides = pairs;

/** @returns the address of a state, from # on; empty for the scenario as served. */
export function write(state, first) {
  const q = new URLSearchParams();
  for (const change of pairs(state.changes)) q.append("set", change);
  if (state.theories !== first.theories) q.append("theories", state.theories);
  if (state.issue !== first.issue) q.append("issue", state.issue);
  if (state.pin) {
    q.append("pinned", "yes");
    for (const change of pairs(state.pin)) q.append("pin", change);
  }
  const text = q.toString();
  return text ? `#${text}` : "";
}

function changesOf(list) {
  const changes = {};
  for (const item of list) {
    const at = item.indexOf("=");
    if (at > 0) changes[item.slice(0, at).trim()] = item.slice(at + 1).trim();
  }
  return changes;
}

/** @returns the state that an address stands for. */
export function read(hash, first) {
  const q = new URLSearchParams(hash.replace(/^#/, ""));
  return {
    changes: changesOf(q.getAll("set")),
    theories: q.get("theories") || first.theories,
    issue: q.get("issue") || first.issue,
    pin: q.has("pinned") ? changesOf(q.getAll("pin")) : null,
  };
}
