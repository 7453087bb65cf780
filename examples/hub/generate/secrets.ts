import type { Random } from 'poligon'

const letters = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Text of the form of a bcrypt hash; it is the hash of nothing. */
export function passwordHash(random: Random): string {
  return `$2y$10$${Array.from({ length: 53 }, () => random.pick(Array.from(letters))).join('')}`
}

/** `length` lower-case hex digits. */
export function token(random: Random, length: number): string {
  let text = ''
  while (text.length < length)
    text += random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0')
  return text.slice(0, length)
}

/** A random UUID (RFC 9562, version 4). */
export function uuid(random: Random): string {
  const hex = token(random, 32)
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
