// What the test sees of the portal, beside README's snippet: what the app told, and how to mount it otherwise.
import './frame.js';

const [snippet, build] = ['/as-element.js', '/pki/mount.js'];
globalThis.keyfactor = (await import(snippet)).keyfactor;
globalThis.mountApp = (await import(build)).mount;
