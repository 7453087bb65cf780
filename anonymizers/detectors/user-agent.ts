import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'user_agent',
  describe: 'What browsers and programs say they are (RFC 9110, User-Agent).',
  recognise: (value) =>
    /^(?:Mozilla\/\d|Opera\/\d|Dalvik\/\d|okhttp\/\d|curl\/\d|PostmanRuntime\/|python-requests\/)/.test(
      value.trim(),
    )
      ? 0.95
      : 0,
  whole: ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'curl/8.5.0'],
  foreign: ['Mozilla', 'shop/1.0', 'application/json'],
})
