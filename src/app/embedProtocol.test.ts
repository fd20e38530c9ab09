import { describe, expect, it } from 'vitest';
import { readCommand } from './embedProtocol.ts';

const envelope = { target: 'keyfactor-command-ui', version: 1 };
const ofUs = (words: object) => readCommand({ ...envelope, ...words });

describe('a command', () => {
  it.each([
    { type: 'hello' },
    { type: 'navigate', path: '/templates/4?section=regexes#top' },
    { type: 'navigate', path: '/', id: 'any text' },
    {
      type: 'theme',
      theme: { mode: 'dark', accent: '#0A5ea8', font: '"Segoe UI", serif', radius: 0, density: 'compact' },
    },
    { type: 'theme', theme: {} },
    { type: 'token', token: 'eyJ.x.y' },
    { type: 'token', token: null },
    { type: 'may-leave', id: 'any text' },
  ])('of this version is read as it is: $type', (words) => {
    expect(ofUs(words)).toEqual({ ...envelope, ...words });
  });

  it.each([
    [{ type: 'navigate', path: 'templates' }, 'path'],
    [{ type: 'navigate', path: '//elsewhere.keyexample.com' }, 'path'],
    [{ type: 'navigate', path: '/\\elsewhere.keyexample.com' }, 'path'],
    [{ type: 'navigate', path: `/${'x'.repeat(2000)}` }, 'path'],
    [{ type: 'navigate', path: '/', id: '' }, 'id'],
    [{ type: 'theme', theme: { accent: 'red', radius: 17 } }, 'theme.accent, theme.radius'],
    [{ type: 'theme', theme: { font: 'a; color: red' } }, 'theme.font'],
    [{ type: 'theme', theme: { colour: 'red' } }, 'theme'],
    [{ type: 'token', token: '' }, 'token'],
    [{ type: 'token' }, 'token'],
    [{ type: 'may-leave', id: 4 }, 'id'],
    [{ type: 'hello', more: 1 }, 'the message'],
    [{ type: 'close' }, 'type'],
  ])('that is wrong is answered with what is: %j', (words, wrong) => {
    expect(ofUs(words)).toEqual({
      problem: `The message "${words.type}" is not understood: wrong are ${wrong}.`,
    });
  });

  it('without a type of text names none', () => {
    expect(ofUs({ type: {} })).toEqual({ problem: 'The message "" is not understood: wrong are type.' });
  });

  it.each([2, '1', undefined])('of another version is answered with ours: %j', (version) => {
    const problem = 'This app speaks version 1 of its messages.';
    expect(readCommand({ target: envelope.target, version, type: 'hello' })).toEqual({ problem });
  });
});

it.each([null, undefined, 4, 'hello', [], {}, { target: 'another app', type: 'hello' }, { type: 'hello', version: 1 }])(
  'a message that is not for this app is no matter of it: %j',
  (data) => {
    expect(readCommand(data)).toBeNull();
  },
);
