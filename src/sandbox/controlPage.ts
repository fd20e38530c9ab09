import { html, raw } from 'hono/html';
import { documentedInputs } from './documentedInputs.ts';
import { faultKinds } from './faults.ts';
import { sandboxPassword } from './users.ts';
import type { WorldState } from './worldState.ts';

type Html = ReturnType<typeof html>;

function options(values: readonly (readonly [string, string])[], chosen: string): Html[] {
  return values.map(
    ([value, label]) => html`<option value="${value}" ${value === chosen ? raw('selected') : ''}>${label}</option>`,
  );
}

function chooser(name: string, label: string, values: readonly (readonly [string, string])[], chosen: string): Html {
  return html`<p>
    <label for="${name}">${label}</label>
    <select id="${name}" data-change="${name}">
      ${options(values, chosen)}
    </select>
  </p>`;
}

function faultRows(state: WorldState): Html | Html[] {
  if (state.faults.length === 0) return html`<li>None</li>`;
  return state.faults.map(
    (f) =>
      html`<li>
        <code>${f.method ?? 'any method'} …${f.path}…</code> → <strong>${f.kind}</strong>, ${String(f.times)} times
      </li>`,
  );
}

function faultForm(): Html {
  return html`<form data-fault>
    <p>
      <label for="method">Method</label>
      <select id="method" name="method">
        ${options(
          [
            ['', 'any'],
            ['GET', 'GET'],
            ['POST', 'POST'],
            ['PUT', 'PUT'],
            ['DELETE', 'DELETE'],
          ],
          '',
        )}
      </select>
      <label for="path">Path contains</label> <input id="path" name="path" value="/Enrollment/PFX" />
      <label for="kind">What happens</label>
      <select id="kind" name="kind">
        ${options(
          faultKinds.map((k) => [k, k] as const),
          '500',
        )}
      </select>
      <label for="times">Times</label> <input id="times" name="times" type="number" min="1" value="1" />
      <button>Add fault</button> <button type="button" data-clear>Clear faults</button>
    </p>
  </form>`;
}

/** What others do to stores and orchestrators: each form sends one member of PATCH /sandbox/world. */
function meanwhileForms(): Html {
  return html`<form data-meanwhile="dropStore">
      <p>
        <label for="dropStore">Store id</label> <input id="dropStore" name="id" required />
        <button>Delete this store</button>
      </p>
    </form>
    <form data-meanwhile="takeAlias">
      <p>
        <label for="takenStore">Store id</label> <input id="takenStore" name="storeId" required />
        <label for="takenAlias">Alias</label> <input id="takenAlias" name="alias" required />
        <button>Take this alias on the device</button>
      </p>
    </form>
    <form data-meanwhile="silence">
      <p>
        <label for="silence">Orchestrator id</label> <input id="silence" name="id" required />
        <button>Silence this orchestrator</button>
      </p>
    </form>`;
}

function inputRows(): Html[] {
  return documentedInputs.map(
    ([input, effect]) =>
      html`<tr>
        <td><code>${input}</code></td>
        <td>${effect}</td>
      </tr>`,
  );
}

function page(content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Sandbox</title>
        <link rel="stylesheet" href="/sandbox/page.css" />
        <script src="/sandbox/page.js" defer></script>
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}

/** The page at /sandbox for a cookie whose world is gone: a way back to the default world. */
export function gonePage(): Html {
  return page(
    html`<main>
      <h1>Sandbox</h1>
      <p>This world is gone: the sandbox was restarted, or has made many worlds since.</p>
      <p role="status" id="problem"></p>
      <p><button data-leave>Start in the default world</button></p>
    </main>`,
  );
}

/** The page at /sandbox: the world's state and what can be changed about it. No inline script or style. */
export function controlPage(state: WorldState): Html {
  const people = state.users.map((u) => [u.name, `${u.name}: ${u.title}`] as const);
  const signIns = [
    ['cookie', 'Signed in already (like Windows integrated)'],
    ['basic', `User name and password (any user below, password ${sandboxPassword})`],
    ['ended', 'Session ended: every call answers 401'],
  ] as const;
  const { counts } = state;
  return page(
    html`<main>
      <h1>Sandbox</h1>
      <p>
        A stand-in for Keyfactor Command. World <code>${state.id}</code>${state.large ? ' (large)' : ''}:
        ${String(counts.templates)} templates, ${String(counts.patterns)} enrollment patterns,
        ${String(counts.certificates)} certificates, ${String(counts.stores)} stores, ${String(counts.jobs)} jobs.
        <a href="/sandbox/root.pem">Root certificates</a>
      </p>
      <p role="status" id="problem"></p>
      <h2>Who and what</h2>
      ${chooser('user', 'User', people, state.user)}
      ${chooser(
        'profile',
        'Server version',
        state.profiles.map((p) => [p, p] as const),
        state.profile,
      )}
      ${chooser('signIn', 'Sign-in', signIns, state.signIn)}
      <h2>Clock</h2>
      <p>
        The server's time is <time>${state.now}</time>. <button data-advance="60000">+1 min</button>
        <button data-advance="300000">+5 min</button> <button data-advance="3600000">+1 h</button>
        <button data-stop="${String(!state.clockStopped)}">${state.clockStopped ? 'Let it run' : 'Stop it'}</button>
      </p>
      <h2>Faults</h2>
      <ul>
        ${faultRows(state)}
      </ul>
      ${faultForm()}
      <h2>Meanwhile</h2>
      ${meanwhileForms()}
      <h2>Values that make things happen</h2>
      <table>
        <thead>
          <tr>
            <th>Value</th>
            <th>What happens</th>
          </tr>
        </thead>
        <tbody>
          ${inputRows()}
        </tbody>
      </table>
      <h2>Begin anew</h2>
      <p><button data-reset>Reset this world</button></p>
    </main>`,
  );
}

export const pageStyle = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: light-dark(#1a1a1a, #eee); background: light-dark(#fff, #16181c); }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; } code { font-size: .85em; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } a { color: light-dark(#0b5394, #8ab4f8); }
label { display: inline-block; min-width: 8rem; } select, input, button { font: inherit; padding: .2rem .5rem; }
select, input { max-width: 100%; } form label { min-width: 0; } input[type=number] { width: 5rem; }
table { border-collapse: collapse; } th, td { border: 1px solid #767676; padding: .3rem .4rem; text-align: left; vertical-align: top; }
#problem:not(:empty) { color: light-dark(#a40000, #ffb4ab); font-weight: 600; }
`;

export const pageScript = `'use strict';
async function send(method, path, body) {
  const answer = await fetch('/sandbox/' + path, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
  if (answer.ok) return location.reload();
  const said = await answer.json().catch(() => ({}));
  document.getElementById('problem').textContent = said.message || 'That did not work.';
}
async function faults() { return (await (await fetch('/sandbox/world')).json()).faults; }
for (const field of document.querySelectorAll('[data-change]'))
  field.addEventListener('change', () => send('PATCH', 'world', { [field.dataset.change]: field.value }));
for (const button of document.querySelectorAll('[data-advance]'))
  button.addEventListener('click', () => send('PATCH', 'world', { advanceMs: Number(button.dataset.advance) }));
document.querySelector('[data-stop]')?.addEventListener('click', (event) => send('PATCH', 'world', { stopClock: event.target.dataset.stop === 'true' }));
document.querySelector('[data-leave]')?.addEventListener('click', () => send('DELETE', 'world'));
document.querySelector('[data-reset]')?.addEventListener('click', () => send('POST', 'reset', {}));
document.querySelector('[data-clear]')?.addEventListener('click', () => send('PATCH', 'world', { faults: [] }));
for (const form of document.querySelectorAll('[data-meanwhile]'))
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(form));
    return send('PATCH', 'world', { [form.dataset.meanwhile]: data.id ?? data });
  });
document.querySelector('[data-fault]')?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const data = Object.fromEntries(new FormData(event.target));
  await send('PATCH', 'world', { faults: [...(await faults()), { ...data, times: Number(data.times) }] });
});
`;
