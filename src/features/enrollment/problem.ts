/** Where something in a form is wrong, as a form path, and what. */
export interface Problem {
  path: (string | number)[];
  text: string;
}
