/**
 * A date, time or timestamp as databases dump it, as one text whose order is that of time; undefined when
 * it is none. With a zone it is turned to UTC, without one it stays as it is. A date is its midnight.
 */
export function momentOf(text: string): string | undefined {
  const infinite = /^\s*(-?)infinity\s*$/i.exec(text)
  if (infinite) return infinite[1] === '-' ? '' : '~'
  const parts = form.exec(text)?.groups
  if (!parts) return undefined
  const { year = '0', month = '01', day = '01', hour = '00', minute = '00', second = '00' } = parts
  const fraction = (parts['fraction'] ?? '').padEnd(9, '0').slice(0, 9)
  const offset = offsetOf(parts['zone'])
  const local = [year.padStart(7, '0'), month, day, hour, minute, second]
  const shown = offset === 0 ? local : shifted(local, offset)
  // Years before our era count backwards; nobody asks for a day among them.
  return parts['era'] ? '' : `${shown.join('')}${fraction}`
}

const form =
  /^\s*(?<year>\d{4,6})-(?<month>\d\d)-(?<day>\d\d)(?:[ T](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?)?\s*(?<zone>Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?)?\s*(?<era>BC)?\s*$/i

/** In seconds. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || /^z$/i.test(zone)) return 0
  const [hours = 0, minutes = 0, seconds = 0] = (zone.slice(1).match(/\d\d/g) ?? []).map(Number)
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds)
}

function shifted(local: readonly string[], offset: number): readonly string[] {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = local.map(Number)
  const moved = new Date(0)
  moved.setUTCFullYear(year, month - 1, day)
  moved.setUTCHours(hour, minute, second - offset)
  const two = (value: number) => `${value}`.padStart(2, '0')
  return [
    `${moved.getUTCFullYear()}`.padStart(7, '0'),
    two(moved.getUTCMonth() + 1),
    two(moved.getUTCDate()),
    two(moved.getUTCHours()),
    two(moved.getUTCMinutes()),
    two(moved.getUTCSeconds()),
  ]
}

/** A time of day, or a span as MySQL's TIME has it, as a number of seconds. */
export function secondsOf(text: string): number | undefined {
  const parts = /^\s*(-?)(\d{1,3}):(\d\d)(?::(\d\d(?:\.\d+)?))?/.exec(text)
  if (!parts) return undefined
  const [, sign, hours, minutes, seconds = '0'] = parts
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
}
