/** A text with whatever may be a user name and a password before an @ taken out. */
export function withoutSecrets(text: string): string {
  return text.replace(/(\w+:\/\/).*@/gs, '$1');
}
