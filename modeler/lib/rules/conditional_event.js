'use strict';

module.exports = require('../rules').ruleOf('conditional_event');
