import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'password_hash',
  describe:
    'Passwords as they are stored: crypt(3) schemes, PHC strings, those of Django, WordPress, Magento.',
  recognise: (value) =>
    /^(?:\{\w+\})?\$(?:2[abxy]?|5|6|1|y|P|H|S|wp|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*|bcrypt-sha256|apr1)\$.{15}/.test(
      value.trim(),
    ) ||
    /^(?:pbkdf2_sha\d+|argon2|bcrypt(?:_sha256)?|scrypt)\$\S{20}/.test(value.trim()) ||
    /^\{(?:SSHA|SHA|SMD5|CRYPT)\}\S{10}/.test(value.trim()) ||
    /^(?:[0-9a-f]{32}|[0-9a-f]{64}):\S+:\d/.test(value.trim())
      ? 0.95
      : 0,
  whole: [
    '$2y$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234',
    '$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNo',
    'pbkdf2_sha256$600000$abcdefghijkl$abcdefghijklmnopqrstuvwxyz',
  ],
  foreign: ['$12.50', '$2y$', 'd41d8cd98f00b204e9800998ecf8427e', 'US$1,000.00 and more of it'],
})
