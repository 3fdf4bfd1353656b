// The window in which the writer decides: go back, mend, or send as it is.

import { texts, translate } from "./settings.js";

const { runtime, storage, tabs, windows } = messenger;
const $ = (id) => document.getElementById(id);
const tab = Number(new URLSearchParams(location.search).get("tab"));
let say, state, undo;

async function start() {
  ({ state } = (await storage.session.get(`review:${tab}`))[`review:${tab}`]);
  say = await texts(state.language);
  translate(say, state.language);
  $("back").onclick = back;
  $("decide").onsubmit = send;
  $("fix").onclick = () => change({ action: "fix" });
  $("undo").onclick = () => change({ action: "undo", undo });
  addEventListener("keydown", (event) => event.key === "Escape" && back());
  tabs.onRemoved.addListener((id) => id === tab && !state.sent && leave()); // a notice stays
  show(summary());
}

async function back() {
  const draft = await tabs.get(tab).catch(() => null);
  if (draft) {
    await windows.update(draft.windowId, { focused: true });
  }
  await leave();
}

async function leave() {
  await storage.session.remove(`review:${tab}`);
  await windows.remove((await windows.getCurrent()).id);
}

async function send(event) {
  event.preventDefault();
  const override = state.decision !== "send";
  if (override && !$("decide").checkValidity()) { // Thunderbird itself doesn't look
    $("reason").setAttribute("aria-invalid", "true");
    $("reason").focus();
    return;
  }
  try {
    await ask({ action: "send", override, reason: $("reason").value.trim() });
    await leave();
  } catch (error) {
    complain(error.message);
  }
}

async function change(request) {
  try {
    const answer = await ask(request);
    undo = answer.undo ?? null;
    if (answer.state.failed) { // nothing was sent, and nobody knows better than before
      show(summary());
      complain(answer.state.notice || answer.state.error);
      return;
    }
    state = answer.state;
    const done = request.action === "fix" ? say(undo ? "mended" : "unmended", { n: answer.mended }) : "";
    show(`${done} ${summary()}`.trim());
  } catch (error) {
    complain(error.message);
  }
}

function complain(error) {
  $("summary").textContent = say("failed", { error });
}

async function ask(request) {
  const buttons = document.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  try {
    return await runtime.sendMessage({ tab, ...request });
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

function summary() {
  if (state.failed) {
    return say(state.sent ? "went" : "held");
  }
  return say(state.findings.length ? "findings" : "clean", { n: state.findings.length });
}

function title() {
  if (state.failed) {
    return state.sent ? "title_unchecked" : "title_held";
  }
  return state.sent ? "title_sent" : "title";
}

// Why there was no check, and where to look.
function problem() {
  const told = element("li", "error", state.notice || say("failed", { error: state.error }));
  if (state.missing) {
    const command = element("code", "", "emailint hook status thunderbird");
    told.append(element("p", "advice", `${say("missing")} `, command));
  }
  return told;
}

function show(text) {
  const clean = !state.sent && state.decision === "send"; // mended, and not yet sent
  $("title").textContent = say(title());
  document.title = `emailint: ${$("title").textContent}`;
  $("summary").textContent = text;
  $("score").hidden = typeof state.score !== "number";
  $("score").replaceChildren(element("b", "", `${state.score}`), element("small", "", "/100"));
  $("score").setAttribute("aria-label", say("score", { score: state.score }));
  $("score").className = state.score < 50 ? "low" : state.score < 80 ? "middle" : "high";
  $("findings").replaceChildren(...(state.failed ? [problem()] : []), ...state.findings.map(item));
  $("fix").hidden = state.sent || !state.fixable;
  $("undo").hidden = !undo;
  $("send").hidden = state.sent || !(clean || state.override);
  $("send").textContent = say(clean ? "send" : "send_anyway");
  $("why").hidden = $("send").hidden || clean;
  $("reason").required = state.decision === "stop"; // what must not go needs a word more than a click
  $("reason-label").textContent = say($("reason").required ? "reason_required" : "reason");
  $("back").textContent = say(state.sent ? "close" : "back");
  $("back").classList.toggle("primary", !clean);
  $("send").classList.toggle("primary", clean);
  $(clean ? "send" : "back").focus();
}

function item(finding) {
  const { severity, message, advice, field, line, excerpt } = finding;
  const li = element("li", severity);
  li.append(element("h2", "", element("span", "severity", say(severity)), message));
  if (excerpt) {
    const [before, marked, after] = excerpt;
    const place = element("span", "place", field ? say(field) : say("line", { n: line }));
    li.append(element("p", "excerpt", place, before, element("mark", "", marked), after));
  }
  if (advice) {
    li.append(element("p", "advice", advice));
  }
  return li;
}

// Text goes in as text, never as HTML: what is quoted here comes from a mail.
function element(name, className, ...content) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

start();
