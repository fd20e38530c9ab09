// What the test sees of the portal: every message that came, of whoever sent it, and what README's snippet made of it.
globalThis.heard = [];
globalThis.events = [];
addEventListener('message', ({ data, origin }) => globalThis.heard.push({ origin, data }));
document.addEventListener('keyfactor', (event) => {
  if (event instanceof CustomEvent) globalThis.events.push(event.detail);
});
