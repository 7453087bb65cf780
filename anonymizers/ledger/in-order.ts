/**
 * Has parts worked on, so many at once, and takes what comes of them in their order.
 *
 * @throws what `work` throws, in the turn of its part.
 */
export async function inOrder<T, R>(
  parts: AsyncIterable<T>,
  underWay: number,
  work: (part: T) => Promise<R>,
  take: (result: R) => void,
): Promise<void> {
  const queue: Promise<R>[] = []
  const takeNext = async () => take(await (queue.shift() as Promise<R>))
  for await (const part of parts) {
    const begun = work(part)
    // Looked at in order; until then a failure must not count as unhandled.
    begun.catch(() => {})
    queue.push(begun)
    if (queue.length >= underWay) await takeNext()
  }
  while (queue.length > 0) await takeNext()
}
