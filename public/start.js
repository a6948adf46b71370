// Starts the app. A file of its own, since the content security policy forbids inline scripts.
// Trunk writes the names of the two files it loads onto the script element, tools/finish-site.mjs those of the texts.
const { js, wasm, ...texts } = document.querySelector("script[data-wasm]").dataset;
try {
  const language = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "th";
  const [app, words] = await Promise.all([
    import(js).then(async (app) => (await app.default({ module_or_path: wasm }), app)),
    fetch(texts[language]).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status)))),
  ]);
  if (!app.open(language, words)) throw new Error("texts");
  document.documentElement.dataset.app = "started";
} catch (error) {
  document.documentElement.dataset.app = "failed";
  document.getElementById("boot-failed")?.removeAttribute("hidden");
  throw error;
}
