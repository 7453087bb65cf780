import type { Finding, Redactor } from '../core/contracts/detector.ts'
import type { Redacted } from '../core/redacted.ts'
import { detectors } from './detectors/registry.ts'

/** Below this a finding is more likely an order number than a person. */
const certain = 0.5

/**
 * What makes text safe to keep as evidence: e-mails, phones, bank accounts and personal numbers become
 * `[email]`, `[phone]` …. What lies in a reserved range stays readable, so that masked data does.
 */
export function createRedactor(): Redactor {
  return (text) => {
    const found = detectors.flatMap((detector) =>
      detector
        .find(text)
        .filter(
          ({ from, to, confidence }) =>
            confidence >= certain && !detector.harmless(text.slice(from, to)),
        ),
    )
    let safe = ''
    let at = 0
    for (const { kind, from, to } of withoutOverlaps(found)) {
      safe += `${text.slice(at, from)}[${kind}]`
      at = to
    }
    return (safe + text.slice(at)) as Redacted
  }
}

/** In the order of the text; of several that overlap, one that covers them all, of the most certain kind. */
function withoutOverlaps(found: readonly Finding[]): Finding[] {
  const kept: Finding[] = []
  for (const finding of found.toSorted((a, b) => a.from - b.from)) {
    const last = kept.at(-1)
    if (!last || finding.from >= last.to) kept.push(finding)
    else
      kept[kept.length - 1] = {
        ...(finding.confidence > last.confidence ? finding : last),
        from: last.from,
        to: Math.max(last.to, finding.to),
      }
  }
  return kept
}
