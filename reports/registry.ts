import type { Registry } from '../core/registry.ts'
import type { Section } from './section.ts'

/** The sections of the report, in their order on the page. */
export const sections: Registry<Section> = {
  summary: () => import('./sections/summary.ts'),
  failures: () => import('./sections/failures.ts'),
  scenarios: () => import('./sections/scenarios.ts'),
  data: () => import('./sections/data.ts'),
}
