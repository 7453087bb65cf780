import type { MaskReport } from '../../core/contracts/mask-report.ts'
import type { Section } from '../section.ts'

/** One part of the privacy report. A new one is a file in `sections/` and a line in the registry. */
export type PrivacySection = Section<MaskReport>

export function definePrivacySection(section: PrivacySection): PrivacySection {
  return section
}
