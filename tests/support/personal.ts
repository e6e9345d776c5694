/** What could say who somebody is, as people and programs write it; and the pieces by which each would be known again. */
export const PERSONAL: readonly (readonly [text: string, ...tells: string[]])[] = [
  ['jane.smith@example.org', 'jane', 'smith'],
  ['Jane Smith <jane@example.co.uk>', 'jane', 'smith'],
  ['o%27brien%40example.com', 'brien'],
  ['+44 7700 900123', '900123', '7700 9', '7700%209'],
  ['07700900456', '07700900456', '7700900456'],
  ['(020) 7946 0958', '7946 0958', '7946%200958'],
  ['4111 1111 1111 1234', '4111 1111', '4111%201111'],
  ['SW1A 1AA', 'sw1a'],
  ['ec2v7hn', 'ec2v'],
  ['192.168.17.4', '192.168.17.4'],
  ['2001:db8:85a3:0:0:8a2e:370:7334', '85a3:0', '8a2e:370'],
  ['550e8400-e29b-41d4-a716-446655440000', 'e29b-41d4'],
  ['a81bc81bdead4e5dabffd', 'a81bc81bdead'],
  ['Please ring Zoë after six', 'zoë', 'please ring'],
];

const TELLS = [...new Set(PERSONAL.flatMap(([, ...tells]) => tells))];

/** Which pieces of the corpus stand in texts, as `place: piece … what is around it`. */
export const personalIn = (texts: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(texts).flatMap(([place, text]) => {
    const lower = text.toLowerCase();
    return TELLS.filter((tell) => lower.includes(tell)).map((tell) => {
      const at = lower.indexOf(tell);
      return `${place}: ${tell} in …${text.slice(Math.max(0, at - 40), at + 40)}…`;
    });
  });
