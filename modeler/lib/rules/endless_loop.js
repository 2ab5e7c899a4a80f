'use strict';

module.exports = require('../rules').ruleOf('endless_loop');
