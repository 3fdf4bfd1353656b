// Stops a send, asks the host, and opens the window in which the writer decides.
//
// The send is always cancelled at once and started anew when the writer says so: Thunderbird keeps
// a compose window locked for as long as a listener waits, and for ever if this page is suspended
// while it does.

import { HostError, ask } from "./host.js";
import { holds, toDetails, toDraft, withoutOwnFields } from "./draft.js";
import { languageOf, settings } from "./settings.js";

const { compose, runtime, storage, windows } = messenger;

compose.onBeforeSend.addListener(async (tab, details) => {
  try {
    return await beforeSend(tab.id, details);
  } catch (error) { // what is thrown from here leaves the compose window locked
    console.error("emailint", error);
    return {};
  }
});

async function beforeSend(tab, details) {
  const key = `allow:${tab}`;
  const { [key]: allowed } = await storage.session.get(key);
  await storage.session.remove(key);
  // what is redirected is somebody else's text, and what goes to a newsgroup no mail
  if (!allowed && details.type !== "redirect" && !details.newsgroups?.length) {
    const state = await judged(tab, details);
    const sent = state.decision === "send";
    if (!sent || state.failed || unasked(state)) {
      await open(tab, { ...state, sent });
    }
    if (!sent) {
      return { cancel: true };
    }
  }
  const kept = withoutOwnFields(details.customHeaders);
  return kept ? { details: { customHeaders: kept } } : {};
}

// Whether the writer would have been asked if the policy let anybody override.
function unasked({ override, findings }) {
  return !override && findings.some(({ severity }) => severity !== "info");
}

runtime.onMessage.addListener(({ action, tab, ...data }) => ACTIONS[action]?.(tab, data));

const ACTIONS = {
  // "Send anyway" (logged by the host with its reason), or "Send" once nothing is left to ask.
  async send(tab, { override, reason }) {
    if (override) {
      const { draft } = await read(tab);
      const request = { action: "override", draft, reason, settings: table(await settings()) };
      // a log that can't be written keeps no mail from going
      const answer = await ask(request, 2).catch(console.error);
      if (answer?.override === false) { // the policy has changed since the window opened
        throw new Error(answer.notice);
      }
      await storage.session.set({ [`allow:${tab}`]: true });
    }
    // not awaited: it ends when the mail has gone, and Thunderbird itself tells what goes wrong
    compose.sendMessage(tab).catch(console.error).finally(() => storage.session.remove(`allow:${tab}`));
  },

  // Mends what can be mended without a doubt. What the window held before comes back as `undo`.
  async fix(tab) {
    const { details, draft, taken } = await read(tab);
    const options = await settings();
    const fixed = await ask({ action: "fix", draft, settings: table(options) }, options.timeout);
    const changes = toDetails(fixed.changes, taken);
    const undo = Object.fromEntries(Object.keys(changes).map((name) => [name, details[name]]));
    await compose.setComposeDetails(tab, { ...changes });
    if (!holds(await compose.getComposeDetails(tab), changes)) {
      await compose.setComposeDetails(tab, { ...undo });
      throw new Error("the editor changed the text");
    }
    return { state: await judged(tab), undo: fixed.mended ? undo : null, mended: fixed.mended };
  },

  async undo(tab, { undo }) {
    await compose.setComposeDetails(tab, undo);
    return { state: await judged(tab) };
  },
};

async function read(tab, details) {
  details ??= await compose.getComposeDetails(tab);
  return { details, ...toDraft(details, await compose.listAttachments(tab)) };
}

// The host's verdict on the draft, or what a failure leads to: the mail goes, unless `strict`.
async function judged(tab, details) {
  const options = await settings();
  const language = languageOf(options);
  try {
    const { draft } = await read(tab, details);
    const state = await ask({ action: "check", draft, settings: table(options) }, options.timeout);
    // for the day on which the host can't be asked
    await storage.local.set({ policy: { strict: state.strict, override: state.override } });
    return { ...state, language };
  } catch (error) {
    console.error("emailint", error);
    const { policy } = await storage.local.get("policy");
    const strict = options.strict || policy?.strict;
    return {
      decision: strict ? "stop" : "send",
      failed: true,
      override: policy?.override ?? true,
      findings: [],
      fixable: 0,
      missing: error instanceof HostError,
      error: error.message,
      language,
    };
  }
}

// The options as a table of emailint's own config.
function table({ profile, asks, timeout, strict, ...options }) {
  const hook = { timeout, ...(asks === "error" && { warning: "send" }), ...(strict && { strict }) };
  return { ui_language: languageOf(options), ...(profile && { profile }), hook };
}

// One window for each draft: an older one shows what no longer holds.
async function open(tab, state) {
  const key = `review:${tab}`;
  const { [key]: old } = await storage.session.get(key);
  if (old) {
    await windows.remove(old.window).catch(() => {});
  }
  await storage.session.set({ [key]: { state } });
  const window = await windows.create({
    type: "popup",
    url: `review.html?tab=${tab}`,
    width: 600,
    height: state.failed ? 300 : 540,
  });
  await storage.session.set({ [key]: { state, window: window.id } });
}
