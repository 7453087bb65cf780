import { defineDetector } from './detector.ts'

/** RFC 2606 and RFC 6761: names that nobody can register. */
const reserved = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$/i

export default defineDetector({
  kind: 'email',
  describe: 'E-mail addresses as people write them (RFC 5321, without quoted local parts).',
  patterns: [
    /(?<![\p{L}\p{N}.!#$%&*+=?^_{|}~-])[\p{L}\p{N}!#$%&*+=?^_{|}~-][\p{L}\p{N}.!#$%&'*+=?^_{|}~-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}[\p{L}][\p{L}\p{N}-]{1,62}(?![\p{L}\p{N}])/gu,
  ],
  judge: () => 0.99,
  harmless: (found) => reserved.test(found.slice(found.lastIndexOf('@') + 1)),
  examples: [
    {
      text: 'write to <jan.kowalski+shop@poczta.example>.',
      finds: ['jan.kowalski+shop@poczta.example'],
    },
    { text: '{"email":"ANNA@SKLEP.EXAMPLE"}', finds: ['ANNA@SKLEP.EXAMPLE'] },
    { text: 'a@x.example,b@sub.y.example;', finds: ['a@x.example', 'b@sub.y.example'] },
    { text: "VALUES ('a@x.example', `b@y.example`)", finds: ['a@x.example', 'b@y.example'] },
    { text: '/user/a@x.example/edit', finds: ['a@x.example'] },
    { text: "o'brien@żółw.example", finds: ["o'brien@żółw.example"] },
  ],
  innocent: [
    'git@host',
    'user@localhost:5432',
    '@poligon/core',
    'a@b',
    'x @ y.example',
    'logo@2x.5',
  ],
})
