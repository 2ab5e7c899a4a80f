'use strict';

module.exports = require('../rules').ruleOf('unreachable_element');
