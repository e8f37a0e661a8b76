// What the tabs of this device tell each other: `changed`, `forgotten`, `leave` (another tab takes a form over).
const channel = globalThis.BroadcastChannel ? new BroadcastChannel("bkkhousing") : null;
const listeners = [];

export function onNews(event, act) {
  listeners.push([event, act]);
}

function spread({ event, facts }) {
  for (const [wanted, act] of listeners) if (wanted === event) act(facts ?? {});
}

channel?.addEventListener("message", ({ data }) => spread(data));

// Tell the other tabs, and the listeners of this one.
export function announce(event, facts = {}) {
  channel?.postMessage({ event, facts });
  spread({ event, facts });
}

export const tellOthers = (event, facts = {}) => channel?.postMessage({ event, facts });
