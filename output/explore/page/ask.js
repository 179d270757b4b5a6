// Asking the server. Answers come as JSON values, one a line.

import { Refusal } from "./refusal.js";

/** Lines cuts text that comes in pieces into JSON values. */
export class Lines {
  constructor() {
    this.rest = "";
  }
  /** @returns the values that are complete after this piece. */
  take(piece) {
    const lines = (this.rest + piece).split("\n");
    this.rest = lines.pop();
    return lines.filter((line) => line).map((line) => JSON.parse(line));
  }
}

/** What to say when no answer comes. */
export const SILENT = "The server does not answer. Is sim serve still running?";

/** Asks, and asks a busy server again after the pause that it names. */
async function asked(path, question, signal) {
  for (let tries = 1; ; tries++) {
    const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question), signal, cache: "no-store" });
    if (response.status !== 503 || tries === 5) return response;
    await new Promise((resolve) => setTimeout(resolve, 1000 * (Number(response.headers.get("Retry-After")) || 1)));
    signal?.throwIfAborted();
  }
}

async function refusal(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // the status has to do
  }
  return new Refusal(response.status, body);
}

/** @returns the one answer to a question. */
export async function ask(path, question, signal) {
  const response = await asked(path, question, signal);
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** @returns the answer to a question that takes long and may be given up. */
export const aside = ask;

/** Hands every answer of a stream on as it comes. */
export async function follow(path, question, signal, hand) {
  const response = await asked(path, question, signal);
  if (!response.ok) throw await refusal(response);
  const lines = new Lines();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const answer of lines.take(value)) hand(answer);
  }
}
