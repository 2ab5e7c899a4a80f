'use strict';

module.exports = require('../rules').ruleOf('action_without_label');
