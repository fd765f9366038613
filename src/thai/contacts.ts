export { type EmailMention, findEmails } from './find-emails.ts';
export { findPhones, type PhoneKind, type PhoneMention } from './find-phones.ts';
