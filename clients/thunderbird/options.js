// The options: each change is kept at once.

import { languageOf, settings, texts, translate } from "./settings.js";

const form = document.forms[0];
let say;

async function start() {
  const options = await settings();
  for (const [name, value] of Object.entries(options)) {
    const field = form.elements[name];
    field[field.type === "checkbox" ? "checked" : "value"] = value;
  }
  await speak(options);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
}

async function keep() {
  if (!form.reportValidity()) {
    return;
  }
  const { language, profile, asks, timeout, strict } = form.elements;
  const options = {
    language: language.value,
    profile: profile.value,
    asks: asks.value,
    timeout: timeout.valueAsNumber,
    strict: strict.checked,
  };
  await messenger.storage.local.set({ options });
  await speak(options);
  document.getElementById("saved").textContent = say("saved");
}

async function speak(options) {
  const language = languageOf(options);
  say = await texts(language);
  translate(say, language);
}

start();
