import type { Random } from 'poligon'

/** The same phone as people type it into a shop. */
export function spellPhone(random: Random, prefix: string, national: string): string {
  if (prefix !== '48') return random.pick([`+${prefix} ${national}`, `00${prefix}${national}`])
  const [a, b, c] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)]
  return random.pick([
    `+48 ${a} ${b} ${c}`,
    `+48${national}`,
    `${a}-${b}-${c}`,
    `${a} ${b} ${c}`,
    national,
    `(+48) ${a} ${b} ${c}`,
  ])
}

/** The same tax number as people type it into a shop. */
export function spellNip(random: Random, nip: string): string {
  return random.pick([
    nip,
    `${nip.slice(0, 3)}-${nip.slice(3, 6)}-${nip.slice(6, 8)}-${nip.slice(8)}`,
    `PL${nip}`,
  ])
}

/** The same mailbox, typed by somebody with the shift key at hand. */
export function spellEmail(random: Random, email: string): string {
  const capital = email.replaceAll(/(^|[.])[a-z](?=.*@)/g, (letters) => letters.toUpperCase())
  return random.pick([email, email, email, capital, capital, email.toUpperCase()])
}

/** `Żółć` → `zolc`: letters without marks, for logins and mailboxes. */
export function plainLetters(text: string): string {
  return text
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
}
