import type { Registry } from '../../core/registry.ts'
import type { PrivacySection } from './privacy-section.ts'

/** The sections of the privacy report, in their order on the page. */
export const privacySections: Registry<PrivacySection> = {
  copy: () => import('./sections/copy.ts'),
  meaning: () => import('./sections/meaning.ts'),
  coverage: () => import('./sections/coverage.ts'),
  verification: () => import('./sections/verification.ts'),
  ranges: () => import('./sections/ranges.ts'),
  'telling-apart': () => import('./sections/telling-apart.ts'),
  kept: () => import('./sections/kept.ts'),
  approvals: () => import('./sections/approvals.ts'),
  proofs: () => import('./sections/proofs.ts'),
  signature: () => import('./sections/signature.ts'),
}
