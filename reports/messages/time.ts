/** Milliseconds of a timestamp or duration of the cucumber messages. */
export function milliseconds({ seconds, nanos }: { seconds: number; nanos: number }): number {
  return seconds * 1000 + nanos / 1e6
}
