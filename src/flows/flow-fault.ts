/** A fault of a flow's author found while it ran; becomes a note and a way on for the person, never leaves the engine. */
export class FlowFault extends Error {}
