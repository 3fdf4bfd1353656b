// The options of this add-on, and the texts in the language that they say.

export const DEFAULTS = { language: "", profile: "", asks: "warning", timeout: 5, strict: false };

export async function settings() {
  const { options } = await messenger.storage.local.get("options");
  return { ...DEFAULTS, ...options };
}

// The language of the options, else of Thunderbird: Spanish, or English for all others.
export function languageOf({ language }) {
  return language || (messenger.i18n.getUILanguage().startsWith("es") ? "es" : "en");
}

// A function from a key of _locales to its text. Thunderbird's own i18n knows its language only.
export async function texts(language) {
  const file = await fetch(messenger.runtime.getURL(`_locales/${language}/messages.json`));
  const messages = await file.json();
  return (key, data = {}) => {
    const [one, many = one] = messages[key].message.split("|");
    const text = data.n === 1 ? one : many;
    return text.replace(/\{(\w+)\}/g, (_, name) => data[name]);
  };
}

// Fills the elements of a page that name their text.
export function translate(say, language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = say(element.dataset.text);
  }
}
