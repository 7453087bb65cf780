/**
 * Reads what PHP's serialize() wrote (php.net, ext/standard/var.c): lists, arrays and objects as objects
 * by their keys. Undefined when it is not well-formed.
 */
export function readPhp(text: string): unknown {
  const bytes = Buffer.from(text)
  let at = 0
  const until = (end: string): string => {
    const to = bytes.indexOf(end, at)
    if (to < 0 || to - at > 40) throw malformed
    const found = bytes.toString('latin1', at, to)
    at = to + 1
    return found
  }
  const quoted = (): string => {
    const length = Number(until(':'))
    if (!Number.isInteger(length) || length < 0 || bytes[at] !== quote) throw malformed
    const found = bytes.toString('utf8', at + 1, at + 1 + length)
    at += length + 2
    if (at > bytes.length) throw malformed
    return found
  }
  const value = (depth: number): unknown => {
    if (depth > 40) throw malformed
    const kind = String.fromCharCode(bytes[at] ?? 0)
    at += 2
    switch (kind) {
      case 'N':
        return null
      case 'b':
        return until(';') === '1'
      case 'i':
      case 'd':
        return Number(until(';'))
      case 'r':
      case 'R':
        until(';')
        return null
      case 's': {
        const found = quoted()
        at++
        return found
      }
      case 'O':
        quoted()
        at++
        return members(depth)
      case 'a':
        return members(depth)
      default:
        throw malformed
    }
  }
  const members = (depth: number): Readonly<Record<string, unknown>> => {
    const count = Number(until(':'))
    if (!Number.isInteger(count) || bytes[at] !== brace) throw malformed
    at++
    const found: [string, unknown][] = []
    for (let i = 0; i < count; i++) {
      const key = String(value(depth + 1))
      found.push([key.slice(key.lastIndexOf('\0') + 1), value(depth + 1)])
    }
    at++
    return Object.fromEntries(found)
  }
  try {
    return value(0)
  } catch (failure) {
    if (failure === malformed) return undefined
    throw failure
  }
}

const malformed = new Error('not serialized by PHP')
const [quote, brace] = [0x22, 0x7b]
