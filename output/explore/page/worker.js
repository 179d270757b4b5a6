// One worker of a page that computes by itself: it runs the engine and hands messages
// on. What stands before this text is Go's own support for WebAssembly.

globalThis.say = (id, kind, value) => {
  const moved = kind === "part" ? value.map((record) => record.buffer) : [];
  postMessage({ id, kind, value }, moved);
};
onmessage = async ({ data }) => {
  switch (data.kind) {
    case "open": {
      const go = new Go();
      const started = go.run(await WebAssembly.instantiate(data.module, go.importObject));
      started.then(() => postMessage({ kind: "ended" }));
      postMessage({ kind: "opened", value: engine.open(data.stored) });
      break;
    }
    case "ask":
      engine.ask(data.id, data.path, data.question);
      break;
    case "part":
      engine.part(data.id, data.setting, data.part, data.parts);
      break;
    case "finish":
      engine.finish(data.id, data.records);
      break;
    case "cancel":
      engine.cancel(data.id);
      break;
  }
};
