/** The longest words that are written without a break in between: `passwordresettokenhash`. */
const mostParts = 4
/** Of a part, unless it is one of {@link short}. */
const shortest = 3
const short: ReadonlySet<string> = new Set(['ip', 'id', 'nr', 'no'])
/** What stands in front of a known word may be cut down to this: `rtmessages`, `netpasswd`. */
const longestStub = 4
const shortestAfterStub = 5

/**
 * The words of a token in which they stand without a break: `failedloginip` is `failed login ip`. The fewest parts
 * that are all known; else a stub of a few letters and the longest known word behind it; else the token as it is.
 *
 * @param whole - words that are not taken apart, and are the parts of others.
 * @param telling - those of them that may stand behind a stub.
 */
export function splitFused(
  token: string,
  whole: ReadonlySet<string>,
  telling: ReadonlySet<string>,
): readonly string[] {
  if (token.length < shortest * 2 - 1 || token.length > 60 || whole.has(token)) return [token]
  for (let parts = 2; parts <= mostParts; parts++) {
    const found = partsOf(token, whole, parts)
    if (found) return found
  }
  for (let stub = 2; stub <= longestStub; stub++) {
    const rest = token.slice(stub)
    if (rest.length >= shortestAfterStub && telling.has(rest)) return [token.slice(0, stub), rest]
  }
  return [token]
}

/** Exactly so many parts, the longest first. */
function partsOf(
  token: string,
  whole: ReadonlySet<string>,
  parts: number,
): readonly string[] | undefined {
  if (parts === 1) return isPart(token, whole) ? [token] : undefined
  for (let end = token.length - 2; end >= 2; end--) {
    const first = token.slice(0, end)
    if (!isPart(first, whole)) continue
    const rest = partsOf(token.slice(end), whole, parts - 1)
    if (rest) return [first, ...rest]
  }
  return undefined
}

const isPart = (part: string, whole: ReadonlySet<string>): boolean =>
  short.has(part) || (part.length >= shortest && whole.has(part))
