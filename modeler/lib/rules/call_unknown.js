'use strict';

module.exports = require('../rules').ruleOf('call_unknown');
