'use strict';

module.exports = require('../rules').ruleOf('call_passes_too_much');
