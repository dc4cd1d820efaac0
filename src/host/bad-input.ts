/** Bad input: said in one line, exit code 2. */
export class BadInput extends Error {}
