'use strict';

module.exports = require('../rules').ruleOf('unknown_attribute');
