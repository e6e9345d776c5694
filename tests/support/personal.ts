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
  ['2001:db8::8a2e:371', '8a2e:371'],
  ['fe80::17:c0de', '17:c0de'],
  ['AB123456C', 'ab123456'],
  ['QQ 98 76 54 C', '98 76 54', '98%2076'],
  ['customer1234506', 'customer1234506', 'customer-1234506'],
  ['user:10293', 'user:10293', 'user%3a10293', 'user-10293'],
  ['order_id=203914', 'id=203914', 'id%3d203914', 'id-203914'],
  ['Please ring Zoë after six', 'zoë', 'please ring'],
];

/**
 * Names of people that are written as forms, pages and variants are: no pattern tells them from these, so of browsers only names are kept
 * that the configuration lists. What an operator's own systems send under such a name is kept.
 */
export const NAMES: readonly (readonly [text: string, ...tells: string[]])[] = [
  ['Olga-Petrova', 'olga', 'petrova'],
  ['olga.petrova', 'olga'],
  ['Olga_Petrova_1987', 'olga'],
  ['OlgaPetrova', 'olga'],
  ['petrova', 'petrova'],
  ['o-malley', 'malley'],
];

const TELLS = [...new Set([...PERSONAL, ...NAMES].flatMap(([, ...tells]) => tells))];

/** Which pieces of the corpus stand in texts, as `place: piece … what is around it`. */
export const personalIn = (texts: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(texts).flatMap(([place, text]) => {
    const lower = text.toLowerCase();
    return TELLS.filter((tell) => lower.includes(tell)).map((tell) => {
      const at = lower.indexOf(tell);
      return `${place}: ${tell} in …${text.slice(Math.max(0, at - 40), at + 40)}…`;
    });
  });
