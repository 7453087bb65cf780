import type { Registry } from '../core/registry.ts'
import type { MockApi } from './api.ts'

/** The mocks that come with Poligon. A project's own need no line here: see load-mocks.ts. */
export const mockRegistry: Registry<MockApi> = {
  carrier: () => import('./apis/carrier.ts'),
  'vat-check': () => import('./apis/vat-check.ts'),
}
