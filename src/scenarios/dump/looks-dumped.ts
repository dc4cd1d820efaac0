/** Whether a text looks like what `kubectl get -o yaml` prints, and not like what people write. */
export const looksDumped = (text: string): boolean =>
  /^ {0,4}"?kind"?: "?List\b/m.test(text) ||
  (/^ {2,6}"?resourceVersion"?:/m.test(text) && /^ {2,6}"?(uid|creationTimestamp)"?:/m.test(text))
