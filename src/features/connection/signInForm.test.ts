import { describe, expect, it } from 'vitest';
import { signInSchema } from './signInForm.ts';

const problems = (user: string, password: string) =>
  signInSchema
    .safeParse({ user, password })
    .error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];

describe('signing in', () => {
  it('takes a user with or without a domain, and any printable password as typed', () => {
    for (const user of ['anna', 'KEYEXAMPLE\\anna', 'anna@keyexample.com', 'zoë'])
      expect(problems(user, 'a:b ß ')).toEqual([]);
    expect(signInSchema.parse({ user: 'KEYEXAMPLE\\anna', password: ' p ' })).toEqual({
      user: 'KEYEXAMPLE\\anna',
      password: ' p ',
    });
  });

  it('asks for both', () => {
    expect(problems(' ', '')).toEqual(['user: Type your user name.', 'password: Type your password.']);
  });

  it('refuses what the header cannot carry', () => {
    expect(problems('a:b', 'x')).toEqual(['user: A user name cannot hold a colon.']);
    expect(problems('anna', 'pass\n')).toHaveLength(1);
    expect(problems('an\u0000na', 'x')).toHaveLength(1);
  });

  it('never repeats the password in a problem', () => {
    expect(problems('anna', 'hunter2\n').join(' ')).not.toContain('hunter2');
  });
});
