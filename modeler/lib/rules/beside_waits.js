'use strict';

module.exports = require('../rules').ruleOf('beside_waits');
