import { start } from './app/start.tsx';

/** Only the page of this build has it: in a portal, which takes `mountApp` from `mount.js`, nothing begins by itself. */
const page = document.querySelector<HTMLElement>('[data-page="keyfactor-command-ui"]');
if (page === null) void import('./app/mountApp.tsx');
else void start(page);
