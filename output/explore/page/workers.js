// Asking the engine inside this file. One worker answers; the others simulate the draws
// that it divides among them, and check the file, so that it is free for who moves a lever. It has the same functions as ask.js, which asks a server.

import { Refusal } from "./refusal.js";

/** What to say when no answer comes. */
export const SILENT = "The engine in this file does not answer. Reload the page.";

const text = (id) => document.getElementById(id).textContent;
const MOST = 8; // workers that simulate

const questions = new Map(); // number → {hand, resolve, reject, records, missing}
let count = 0;
let lead = null;
let another = null; // starts one more worker
const helpers = []; // {worker, busy}
let jobs = []; // messages to helpers that none has taken yet

/** @returns what Ascii85 stands for, whose "<" is written "v": it could end a script. */
function unpacked(letters) {
  const bytes = new Uint8Array(letters.length * 4); // a "z" stands for four zeros
  let length = 0;
  let group = 0;
  let digits = 0;
  const put = (n) => {
    for (let i = 0; i < n; i++) bytes[length++] = group >>> (24 - 8 * i);
    group = digits = 0;
  };
  for (let i = 0; i < letters.length; i++) {
    const code = letters.charCodeAt(i);
    if (code === 122) {
      put(4);
      continue;
    }
    group = group * 85 + (code === 118 ? 60 : code) - 33;
    if (++digits === 5) put(4);
  }
  const rest = digits - 1;
  if (rest > 0) {
    for (; digits < 5; digits++) group = group * 85 + 84;
    put(rest);
  }
  return bytes.subarray(0, length);
}

/** Compiles the engine while it is unpacked. */
async function compiled() {
  if (!globalThis.WebAssembly) throw new Error("it has no WebAssembly");
  if (!globalThis.DecompressionStream) throw new Error("it cannot unpack the engine");
  const stream = new Blob([unpacked(text("engine"))]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
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
    module.then((program) => worker.postMessage({ kind: "open", module: program, stored: text("stored") }), reject);
  });
}

/** Gives idle helpers something to do. */
function dispatch() {
  for (const helper of helpers) {
    if (helper.busy || !jobs.length) continue;
    helper.busy = true;
    helper.worker.postMessage(jobs.shift());
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
      for (let part = 0; part < data.value.parts; part++) jobs.push({ kind: "part", id: data.id, part, ...data.value });
      dispatch();
      break;
  }
}

function helped(helper, { data }) {
  if (data.kind !== "answer") {
    // after an answer there is more to come
    helper.busy = false;
    dispatch();
  }
  const question = questions.get(data.id);
  if (data.kind === "ended") broken(new Error(SILENT));
  if (!question) return; // nobody waits for it any more
  if (data.kind !== "part" && data.kind !== "failed") {
    heard({ data });
    return;
  }
  if (data.kind === "failed") {
    end(data.id).reject(new Refusal(422, { problems: [{ path: "", text: data.value }] }));
    return;
  }
  question.records.push(...data.value);
  if (--question.missing === 0) lead.postMessage({ kind: "finish", id: data.id, records: question.records }, question.records.map((record) => record.buffer));
}

async function start() {
  const module = compiled();
  const address = URL.createObjectURL(new Blob([text("worker")], { type: "text/javascript" }));
  another = () => begin(address, module);
  const first = begin(address, module);
  const later = first.then(() => module); // who answers reads the scenario first: it is waited for
  for (let i = Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 2)); i > 0; i--) {
    begin(address, later).then((worker) => {
      const helper = { worker, busy: false };
      worker.onmessage = (e) => helped(helper, e);
      worker.onerror = () => broken(new Error(SILENT));
      helpers.push(helper);
      dispatch();
    }, broken);
  }
  lead = await first;
  lead.onmessage = heard;
  lead.onerror = () => broken(new Error(SILENT));
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
    const message = { kind: "ask", id, path, question: JSON.stringify(question) };
    if (path !== "/check") {
      lead.postMessage(message);
      return;
    }
    jobs.push(message);
    dispatch();
  });
}

/** @returns the one answer to a question. */
export async function ask(path, question) {
  let answer;
  await follow(path, question, undefined, (value) => (answer = value));
  return answer;
}

/** @returns the answer to a question that takes long and may be given up: a worker of its own works on it, so that the levers still answer. */
export async function aside(path, question, signal) {
  await ready;
  const worker = await another();
  try {
    return await new Promise((resolve, reject) => {
      let answer;
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener("abort", () => reject(signal.reason));
      worker.onerror = () => reject(new Error(SILENT));
      worker.onmessage = ({ data }) => {
        if (data.kind === "answer") answer = JSON.parse(data.value);
        else if (data.kind === "done") resolve(answer);
        else if (data.kind === "refused") reject(new Refusal(422, JSON.parse(data.value)));
        else if (data.kind === "ended") reject(new Error(SILENT));
      };
      worker.postMessage({ kind: "ask", id: ++count, path, question: JSON.stringify(question) });
    });
  } finally {
    worker.terminate();
  }
}
