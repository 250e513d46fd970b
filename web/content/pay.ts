import { worded } from './worded.ts';

/** Words of paying: the price before it is asked for, the page of the payment, its receipt. */
export const payWords = worded({
  costTitle: 'What it costs',
  costThen: 'You pay by card after you send the form.',
  checkTitle: 'What you will pay',
  check: 'You will pay {price} by card after you send this. Nobody starts until it is paid.',
  title: 'Pay {price}',
  received: 'We have your request. We start when it is paid.',
  rows: { for: 'For', amount: 'Amount', reference: 'Reference', by: 'Pay by', paid: 'Paid on', number: 'Payment number', way: 'How' },
  otherWay: 'Not by card here',
  secure: 'You pay on a secure page of GOV.UK Pay. We never see your card number.',
  button: 'Pay {price}',
  later: 'You can pay later, until {date}. The link is in our text, and on the page where you see how it is going.',
  laterNoTexts: 'You can pay later, until {date}, on the page where you see how it is going.',
  unpaid: 'If it is not paid by then, we close your request. You can ask again.',
  call: 'If you cannot pay by card here, call us on {phone}.',
  failed: {
    title: 'You have not paid',
    declined: 'Your card was not accepted. No money was taken. Try again, or use another card.',
    expired: 'The payment was not finished in time. No money was taken. You can try again.',
    cancelled: 'The payment was stopped. No money was taken. You can try again.',
    error: 'The payment did not work. No money was taken. You can try again.',
  },
  under: {
    title: 'We do not know yet if you have paid',
    says: 'It can take a few minutes until we are told. You will not be charged twice.',
    check: 'Check again',
    go: 'Go on with your payment',
  },
  notFinished: {
    title: 'You have not finished paying',
    says: 'No money was taken yet. Go on with your payment. You will not be charged twice.',
  },
  notNow: {
    title: 'You cannot pay just now',
    says: 'We could not reach the payment page. No money was taken. Try again in a few minutes, or call us on {phone}.',
  },
  paid: {
    title: 'You have paid',
    receipt: 'Your receipt',
    keep: 'Keep this page, or write down your reference.',
  },
  closed: {
    title: 'This request is closed',
    says: 'There is nothing to pay. If you think that is wrong, call us on {phone}.',
    again: 'Ask for it again',
  },
  assisted: 'They can pay from the text we send them. If they pay you in another way, say so on the case.',
  /** On the page that shows where a case is. */
  caseTitle: 'Payment',
  caseOwes: 'You need to pay {price} by {date}. We start when it is paid.',
  casePaid: '{price} was paid on {date}.',
  receipt: 'See your receipt',
});
