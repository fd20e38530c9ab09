import * as z from 'zod/mini';

/** What the sign-in dialog asks for. */
export const signInSchema = z.object({
  user: z.string().check(
    z.refine((user) => user.trim() !== '', 'Type your user name.'),
    // RFC 7617 §2: the first colon ends the user name, and control characters are not allowed.
    z.refine((user) => !user.includes(':'), 'A user name cannot hold a colon.'),
    z.refine((user) => !hasControl(user), 'A user name cannot hold a line break or another control character.'),
  ),
  password: z.string().check(
    z.refine((password) => password !== '', 'Type your password.'),
    z.refine((password) => !hasControl(password), 'A password cannot hold a line break or another control character.'),
  ),
});

export type SignInValues = z.output<typeof signInSchema>;

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
