// The native host: one process for as long as Thunderbird keeps this page.

const HOST = "emailint";
const START = 1000; // milliseconds for the host to start, on top of its own budget

let port = null;
let last = 0;
const waiting = new Map();

export class HostError extends Error {}

// The host's answer. Rejects with a HostError when the host is missing, dies, can't do it, or says
// nothing in `seconds`.
export function ask(request, seconds) {
  const id = ++last;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => drop(new HostError("timeout")), seconds * 1000 + START);
    waiting.set(id, { resolve, reject, timer });
    try {
      connect().postMessage({ id, ...request });
    } catch (error) {
      drop(new HostError(error.message));
    }
  });
}

function connect() {
  if (!port) {
    const opened = messenger.runtime.connectNative(HOST);
    port = opened;
    opened.onMessage.addListener((answer) => {
      const asked = waiting.get(answer.id);
      if (asked) {
        waiting.delete(answer.id);
        clearTimeout(asked.timer);
        answer.error ? asked.reject(new HostError(answer.error)) : asked.resolve(answer);
      }
    });
    opened.onDisconnect.addListener(() => {
      if (port === opened) {
        port = null;
        drop(new HostError(opened.error?.message ?? "closed"));
      }
    });
  }
  return port;
}

// A host that hangs or has died helps nobody: all who wait learn it, and the next one starts anew.
function drop(error) {
  const old = port;
  port = null;
  old?.disconnect();
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(error);
  }
  waiting.clear();
}
