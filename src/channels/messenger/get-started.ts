/** Payload of the Get Started button; without that button the reference of an m.me link can be lost (dossier §1.5). */
export const GET_STARTED_PAYLOAD = 'GET_STARTED';
