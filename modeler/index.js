'use strict';

/** Camunda Modeler reads this: `npm run build` makes the script. */
module.exports = {
	name: 'Nagare',
	script: './dist/client.js',
};
