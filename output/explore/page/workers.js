// Asking the engine inside this file. One worker answers; the others simulate the draws
// that it divides among them. It has the same functions as ask.js, which asks a server.

import { Refusal } from "./refusal.js";

/** What to say when no answer comes. */
export const SILENT = "The engine in this file does not answer. Reload the page.";

const text = (id) => document.getElementById(id).textContent;
const MOST = 8; // workers that simulate

const questions = new Map(); // number → {hand, resolve, reject, records, missing}
let count = 0;
let lead = null;
const helpers = []; // {worker, busy}
let jobs = []; // {id, setting, part, parts} that no helper has taken yet

async function compiled() {
  const packed = Uint8Array.from(atob(text("engine")), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

/** Starts a worker with the engine; it is ready once it has read the scenario. */
function begin(address, module) {
  const worker = new Worker(address);
  return new Promise((resolve, reject) => {
    worker.onerror = (e) => reject(new Error(e.message || "a worker did not start"));
    worker.onmessage = ({ data }) => {
      if (data.kind !== "opened") return;
      if (data.value) reject(new Error(data.value));
      else resolve(worker);
    };
    worker.postMessage({ kind: "open", module, stored: text("stored") });
  });
}

/** Gives idle helpers something to do. */
function dispatch() {
  for (const helper of helpers) {
    if (helper.busy || !jobs.length) continue;
    helper.busy = true;
    helper.worker.postMessage({ kind: "part", ...jobs.shift() });
  }
}

function end(id) {
  const question = questions.get(id);
  questions.delete(id);
  jobs = jobs.filter((job) => job.id !== id);
  return question;
}

function broken(error) {
  for (const id of [...questions.keys()]) end(id).reject(error);
}

function heard({ data }) {
  const question = questions.get(data.id);
  if (data.kind === "ended") broken(new Error(SILENT));
  if (!question) return;
  switch (data.kind) {
    case "answer":
      question.hand(JSON.parse(data.value));
      break;
    case "done":
      end(data.id).resolve();
      break;
    case "refused":
      end(data.id).reject(new Refusal(422, JSON.parse(data.value)));
      break;
    case "divide":
      Object.assign(question, { records: [], missing: data.value.parts });
      for (let part = 0; part < data.value.parts; part++) jobs.push({ id: data.id, part, ...data.value });
      dispatch();
      break;
  }
}

function helped(helper, { data }) {
  helper.busy = false;
  dispatch();
  const question = questions.get(data.id);
  if (data.kind === "ended") broken(new Error(SILENT));
  if (!question) return; // nobody waits for it any more
  if (data.kind === "failed") {
    end(data.id).reject(new Refusal(422, { problems: [{ path: "", text: data.value }] }));
    return;
  }
  question.records.push(...data.value);
  if (--question.missing === 0) lead.postMessage({ kind: "finish", id: data.id, records: question.records }, question.records.map((record) => record.buffer));
}

async function start() {
  const module = await compiled();
  const address = URL.createObjectURL(new Blob([text("worker")], { type: "text/javascript" }));
  const cores = Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 2));
  const first = begin(address, module);
  const others = Array.from({ length: cores }, () => begin(address, module));
  lead = await first;
  lead.onmessage = heard;
  lead.onerror = () => broken(new Error(SILENT));
  for (const other of others) {
    other.then((worker) => {
      const helper = { worker, busy: false };
      worker.onmessage = (e) => helped(helper, e);
      worker.onerror = () => broken(new Error(SILENT));
      helpers.push(helper);
      dispatch();
    }, broken);
  }
}

/** Settled once the engine is ready. */
export const ready = start();

/** Hands every answer to a question on as it comes. */
export async function follow(path, question, signal, hand) {
  await ready;
  signal?.throwIfAborted();
  const id = ++count;
  return new Promise((resolve, reject) => {
    questions.set(id, { hand, resolve, reject });
    signal?.addEventListener("abort", () => {
      if (!questions.has(id)) return;
      lead.postMessage({ kind: "cancel", id });
      end(id).reject(signal.reason);
    });
    lead.postMessage({ kind: "ask", id, path, question: JSON.stringify(question) });
  });
}

/** @returns the one answer to a question. */
export async function ask(path, question) {
  let answer;
  await follow(path, question, undefined, (value) => (answer = value));
  return answer;
}
